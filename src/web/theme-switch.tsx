import { type MouseEvent, useState } from 'react'
import { useLocation } from 'react-router'
import { Icon, type IconName } from './kit/icon.tsx'
import { applyTheme, type Theme } from './theme.ts'

const choices: { theme: Theme; label: string; icon: IconName }[] = [
  { theme: 'light', label: 'Light', icon: 'sun' },
  { theme: 'dark', label: 'Dark', icon: 'moon' },
  { theme: 'auto', label: 'As the system', icon: 'screen' },
]

/** Light, dark or as the system; a form, so that it works without JavaScript. */
export function ThemeSwitch({ initial }: { initial: Theme }) {
  const [chosen, setChosen] = useState(initial)
  const { pathname, search } = useLocation()
  const choose = (event: MouseEvent, theme: Theme) => {
    event.preventDefault()
    applyTheme(theme)
    setChosen(theme)
  }
  return (
    <form method="post" action="/theme" className="theme-switch">
      <input type="hidden" name="next" value={pathname + search} />
      <fieldset className="seg" aria-label="Theme">
        {choices.map(({ theme, label, icon }) => (
          <button
            type="submit"
            key={theme}
            name="theme"
            value={theme}
            aria-pressed={chosen === theme}
            title={label}
            onClick={(event) => choose(event, theme)}
          >
            <Icon name={icon} />
            <span className="vh">{label}</span>
          </button>
        ))}
      </fieldset>
    </form>
  )
}
