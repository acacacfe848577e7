"use client"

import { Fragment } from "react"
import { Dialog, DialogContent } from "@/components/ui/dialog"
import { Kbd } from "@/components/ui/kbd"

import type { ShortcutGroup } from "./shortcuts-dialog"

const everywhere: ShortcutGroup = {
  title: "Everywhere",
  shortcuts: [
    { keys: ["Ctrl or ⌘", "K"], does: "Find a page or an action" },
    { keys: ["/"], does: "Search this list" },
    { keys: ["?"], does: "Show these shortcuts" },
    { keys: ["Alt", "T"], does: "Go to the notifications" },
    { keys: ["Esc"], does: "Close what is open" },
  ],
}

export function ShortcutsWindow({ groups, onClose }: { groups: readonly ShortcutGroup[]; onClose: () => void }) {
  return (
    <Dialog open onOpenChange={(open) => open || onClose()}>
      <DialogContent title="Keyboard shortcuts" description="Single keys can be switched off in your account." width="narrow">
        <div className="space-y-4">
          {[everywhere, ...groups].map(({ title, shortcuts }) => (
            <Fragment key={title}>
              <h3 className="mb-1 font-semibold text-2xs text-muted-foreground">{title}</h3>
              <dl>
                {shortcuts.map(({ keys, does }) => (
                  <div key={does} className="flex items-center justify-between gap-4 border-border border-b py-1.5 last:border-b-0">
                    <dt>{does}</dt>
                    <dd className="flex gap-1">
                      {keys.map((key) => (
                        <Kbd key={key}>{key}</Kbd>
                      ))}
                    </dd>
                  </div>
                ))}
              </dl>
            </Fragment>
          ))}
        </div>
      </DialogContent>
    </Dialog>
  )
}
