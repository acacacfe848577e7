"use client"

import { Bidi } from "@/components/ui/bidi"
import { CheckboxField } from "@/components/ui/checkbox"
import { Field } from "@/components/ui/field"
import { Select } from "@/components/ui/select"
import type { ConnectionId, UserId } from "@/lib/base/ids"
import type { Owned, OwnedConnection, SettlementInput } from "@/lib/members/model"

type By = SettlementInput["by"]

/** At first everything is given to whoever decides it: nothing stops by that. */
export const settledAtFirst = ({ connections, heir }: Owned): SettlementInput[] =>
  connections.map(({ id: connectionId }) => ({ connectionId, by: { kind: "give", to: heir } }))

type Props = { owned: Owned; name: string; settle: readonly SettlementInput[]; onChange: (settle: SettlementInput[]) => void }

/** What becomes of each connection whose owner goes. */
export function SettleList({ owned, name, settle, onChange }: Props) {
  const { connections, people, heir } = owned
  const change = (id: ConnectionId, by: By) => onChange(settle.map((one) => (one.connectionId === id ? { ...one, by } : one)))
  if (connections.length === 0) return null
  const keeper = people.find(({ userId }) => userId === heir)?.name
  return (
    <section aria-label={`Connections of ${name}`} className="space-y-3">
      <h3 className="font-semibold">
        <Bidi text={name} /> {connections.length === 1 ? "owns a connection" : `owns ${connections.length} connections`}
      </h3>
      <ul className="max-h-72 space-y-3 overflow-y-auto p-0.5">
        {connections.map((connection) => {
          const by = settle.find(({ connectionId }) => connectionId === connection.id)?.by
          return by && <One key={connection.id} {...{ connection, people, heir, by }} onChange={(next) => change(connection.id, next)} />
        })}
      </ul>
      {settle.some(({ by }) => by.kind !== "give") && (
        <p className="text-muted-foreground text-xs">
          What is disconnected or replaced belongs to <Bidi text={keeper ?? ""} /> then, and can be restored for 30 days.
        </p>
      )}
    </section>
  )
}

type OneProps = { connection: OwnedConnection; people: Owned["people"]; heir: UserId; by: By; onChange: (by: By) => void }

function One({ connection, people, heir, by, onChange }: OneProps) {
  const { id, name, lifecycle, visibility, candidates } = connection
  const live = lifecycle === "live"
  const about = [!live && "disconnected", visibility === "private" && "private"].filter(Boolean).join(", ")
  return (
    <li className="space-y-2">
      <Field label={about ? `${name} (${about})` : name} name={`settle ${id}`}>
        <Select value={wordOf(by)} onChange={({ target }) => onChange(byOf(target.value))}>
          <optgroup label="Give ownership">
            {people.map((one) => (
              <option key={one.userId} value={`give ${one.userId}`}>
                Give to {one.name}
              </option>
            ))}
          </optgroup>
          {live && (
            <optgroup label="Disconnect">
              <option value="disconnect">Disconnect</option>
            </optgroup>
          )}
          {candidates.length > 0 && (
            <optgroup label="Replace">
              {candidates.map((one) => (
                <option key={one.id} value={`replace ${one.id}`}>
                  Replace by {one.name}
                </option>
              ))}
            </optgroup>
          )}
        </Select>
      </Field>
      {live && by.kind === "give" && by.to !== heir && (
        <CheckboxField
          name={`reconnect ${id}`}
          label="Ask them for credentials of their own"
          help="They get a reconnect link that works once."
          checked={by.reconnect ?? false}
          onChange={({ target }) => onChange({ ...by, reconnect: target.checked })}
        />
      )}
    </li>
  )
}

const wordOf = (by: By): string => (by.kind === "give" ? `give ${by.to}` : by.kind === "replace" ? `replace ${by.with}` : "disconnect")

function byOf(word: string): By {
  const [kind, id] = word.split(" ")
  if (kind === "give") return { kind, to: id as UserId }
  return kind === "replace" ? { kind, with: id as ConnectionId } : { kind: "disconnect" }
}
