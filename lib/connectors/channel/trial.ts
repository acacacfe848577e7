import { type ChannelDouble, channelDouble, type ToolDouble } from "@/test/doubles/channel/double"
import { pointAt } from "@/test/doubles/point"

export type Answers = { settings: Record<string, unknown>; keys: Record<string, unknown> }
/** A tool to try a driver on. */
export type ToolTrial = {
  double: ChannelDouble
  /** What a person would have answered who holds this secret. */
  answers(secret: string): Answers
  end(): Promise<unknown>
}

/** The double of a tool, and how a form is filled in for it. */
export const toolTrial = (tool: ToolDouble, answers: ToolTrial["answers"]) => async (): Promise<ToolTrial> => {
  const double = await channelDouble(tool)
  if (tool.endpoint) pointAt({ [tool.endpoint]: double.url })
  return { double, answers, end: () => double.close() }
}
