"use client"

import { CircleUser, LogOut, MonitorSmartphone, SunMoon } from "lucide-react"
import Link from "next/link"
import { useTheme } from "next-themes"
import { useTransition } from "react"
import { Avatar } from "@/components/ui/avatar"
import { cn } from "@/components/ui/cn"
import { Menu, MenuContent, MenuItem, MenuLabel, MenuRadioGroup, MenuRadioItem, MenuSeparator, MenuTrigger } from "@/components/ui/menu"

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
    <Menu>
      <MenuTrigger
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
      </MenuTrigger>
      <MenuContent align="start" side="top" className="w-56">
        <MenuLabel className="font-normal text-xs">
          <bdi className="block truncate">{person.email}</bdi>
        </MenuLabel>
        <MenuItem asChild>
          <Link href={accountHref}>
            <CircleUser aria-hidden="true" /> Your account
          </Link>
        </MenuItem>
        <MenuItem asChild>
          <Link href={sessionsHref}>
            <MonitorSmartphone aria-hidden="true" /> Sessions
          </Link>
        </MenuItem>
        <MenuSeparator />
        <MenuLabel className="flex items-center gap-2">
          <SunMoon aria-hidden="true" className="size-4" /> Theme
        </MenuLabel>
        <MenuRadioGroup value={theme} onValueChange={setTheme}>
          <MenuRadioItem value="system">Same as the system</MenuRadioItem>
          <MenuRadioItem value="light">Light</MenuRadioItem>
          <MenuRadioItem value="dark">Dark</MenuRadioItem>
        </MenuRadioGroup>
        <MenuSeparator />
        <MenuItem onSelect={leave}>
          <LogOut aria-hidden="true" /> Sign out
        </MenuItem>
      </MenuContent>
    </Menu>
  )
}
