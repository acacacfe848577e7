"use client"

import { Bell } from "lucide-react"
import { cn } from "@/components/ui/cn"
import { later } from "@/components/ui/later"
import { Popover } from "@/components/ui/popover"
import { tip } from "@/components/ui/tip"
import type { MarkRead } from "./notice-item"
import { useUnread } from "./unread"

const TrayList = later(() => import("./tray-list").then(({ TrayList }) => TrayList))

/** The bell: how much is new, and what it is once it is pressed. */
export function Tray({ place, markRead }: { place: "rail" | "bar"; markRead: MarkRead }) {
  const { unread } = useUnread()
  const many = unread > 99 ? "99+" : String(unread)
  const name = unread === 0 ? "Inbox" : `Inbox, ${unread} unread`
  const rail = place === "rail"
  return (
    <Popover
      label="Inbox"
      side={rail ? "right" : "bottom"}
      className="w-[min(26rem,calc(100vw-1rem))] p-0"
      button={{
        "aria-label": name,
        "data-slot": "tray",
        ...(rail ? tip("Inbox", { names: true, side: "right", className: "rail:hidden" }) : {}),
        className: rail
          ? "relative flex h-8 w-full items-center gap-2 rounded-md px-2.5 text-left text-muted-foreground hover:bg-hover hover:text-foreground max-rail:h-9 max-rail:justify-center max-rail:px-0"
          : "button button-ghost button-icon relative",
        children: (
          <>
            <Bell aria-hidden="true" className="size-4 shrink-0" />
            {rail && <span className="min-w-0 flex-1 max-rail:hidden">Inbox</span>}
            {unread > 0 && (
              <span
                aria-hidden="true"
                // Drawn, not written: the button's name says it in words.
                data-count={many}
                className={cn(
                  "before:content-[attr(data-count)] grid h-4 min-w-4 place-items-center rounded-full bg-primary px-1 font-semibold text-2xs text-primary-foreground",
                  rail ? "max-rail:absolute max-rail:top-0.5 max-rail:right-0.5" : "absolute top-0.5 right-0",
                )}
              />
            )}
          </>
        ),
      }}
    >
      {(close) => <TrayList markRead={markRead} close={close} />}
    </Popover>
  )
}
