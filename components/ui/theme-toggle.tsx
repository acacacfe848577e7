"use client"

import { useTheme } from "next-themes"
import { RadioGroup, RadioOption } from "./radio-group"
import { useMounted } from "./use-mounted"

const themes = [
  { value: "system", label: "Same as the system" },
  { value: "light", label: "Light" },
  { value: "dark", label: "Dark" },
]

/** The choice of a theme, for an account page. The same choice stands in the user menu. */
export function ThemeToggle({ legend = "Theme" }: { legend?: string }) {
  const { theme, setTheme } = useTheme()
  const mounted = useMounted()
  return (
    <RadioGroup legend={legend} name="theme" value={mounted ? theme : undefined} onValueChange={setTheme}>
      {themes.map(({ value, label }) => (
        <RadioOption key={value} value={value} label={label} />
      ))}
    </RadioGroup>
  )
}
