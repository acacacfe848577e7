"use client"

import { CircleUser, LogOut, MonitorSmartphone, SunMoon } from "lucide-react"
import { useTheme } from "next-themes"
import { useTransition } from "react"
import { Avatar } from "@/components/ui/avatar"
import { cn } from "@/components/ui/cn"
import { MenuButton } from "@/components/ui/menu-button"

export type Person = { name: string; email: string /** "Owner", "Marketer". */; role?: string }

type UserMenuProps = { person: Person; accountHref: string; sessionsHref: string; signOut: () => Promise<unknown>; shrinks?: boolean }

export function UserMenu({ person, accountHref, sessionsHref, signOut, shrinks = false }: UserMenuProps) {
  const { theme, setTheme } = useTheme()
  const [pending, startTransition] = useTransition()
  const leave = () =>
    startTransition(async () => {
      await signOut()
    })
  return (
    <MenuButton
      align="start"
      side="top"
      className="w-56"
      button={(press) => (
        <button
          {...press}
          type="button"
          data-slot="user-menu"
          aria-busy={pending || undefined}
          className={cn(
            "flex h-10 w-full items-center gap-2 rounded-md px-2 text-left hover:bg-hover max-md:h-12",
            shrinks && "max-rail:justify-center max-rail:px-0",
          )}
        >
          <Avatar name={person.name} />
          <span className={cn("min-w-0 flex-1", shrinks && "max-rail:sr-only")}>
            <bdi className="block truncate leading-4">{person.name}</bdi>
            {person.role && <span className="block truncate text-2xs text-muted-foreground leading-4">{person.role}</span>}
          </span>
          <span className="sr-only">, your account</span>
        </button>
      )}
      entries={() => [
        { kind: "heading", label: <bdi className="block truncate">{person.email}</bdi>, className: "font-normal text-xs" },
        { kind: "link", label: "Your account", icon: <CircleUser aria-hidden="true" />, href: accountHref },
        { kind: "link", label: "Sessions", icon: <MonitorSmartphone aria-hidden="true" />, href: sessionsHref },
        { kind: "line" },
        {
          kind: "heading",
          label: "Theme",
          icon: <SunMoon aria-hidden="true" className="size-4" />,
          className: "flex items-center gap-2",
        },
        { kind: "choice", value: theme, choose: setTheme, options: themes },
        { kind: "line" },
        { kind: "act", label: "Sign out", icon: <LogOut aria-hidden="true" />, act: leave },
      ]}
    />
  )
}

const themes = [
  { value: "system", label: "Same as the system" },
  { value: "light", label: "Light" },
  { value: "dark", label: "Dark" },
]
