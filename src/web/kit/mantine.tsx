import '@mantine/core/styles/baseline.css'
import '@mantine/core/styles/default-css-variables.css'
import '@mantine/core/styles/UnstyledButton.css'
import '@mantine/core/styles/Button.css'
import '@mantine/core/styles/ActionIcon.css'
import '@mantine/core/styles/Input.css'
import '@mantine/core/styles/InlineInput.css'
import '@mantine/core/styles/ScrollArea.css'
import '@mantine/core/styles/Popover.css'
import '@mantine/core/styles/Combobox.css'
import '@mantine/core/styles/Pill.css'
import '@mantine/core/styles/PillsInput.css'
import { MantineProvider } from '@mantine/core'
import type { ReactNode } from 'react'
import { mantineTheme, mantineVariables } from './theme.ts'

/**
 * Wraps a part that needs Mantine (a date picker, a rich combobox). Only the page that uses it pays for it, so
 * import such a part with `lazy()`, never in the public pages. Other components need their own style import.
 */
export function Mantine({ children }: { children: ReactNode }) {
  return (
    <MantineProvider
      theme={mantineTheme}
      cssVariablesResolver={mantineVariables}
      withGlobalClasses={false}
      forceColorScheme={undefined}
      // The document's theme is ours to set (see theme.ts); Mantine only reads it.
      colorSchemeManager={{
        get: (fallback) =>
          typeof document === 'undefined'
            ? fallback
            : document.documentElement.dataset.mantineColorScheme === 'dark'
              ? 'dark'
              : 'light',
        set: () => {},
        subscribe: () => {},
        unsubscribe: () => {},
        clear: () => {},
      }}
    >
      {children}
    </MantineProvider>
  )
}
