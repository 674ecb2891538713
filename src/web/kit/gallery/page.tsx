import '../../office/shell.css'
import '../../office/overlays.css'
import '../../office/grid.css'
import '../../public/public.css'
import { useRouteLoaderData } from 'react-router'
import { ThemeSwitch } from '../../theme-switch.tsx'
import { PageHead } from '../page-head.tsx'
import { Toasts } from '../toast.tsx'
import { Choices } from './choices.tsx'
import { Figures } from './figures.tsx'
import { Lists } from './lists.tsx'
import { Overlays } from './overlays.tsx'
import { SmallParts } from './small-parts.tsx'
import { Steps } from './steps.tsx'

/** Every part of the kit in its states; only in development. */
export default function Gallery() {
  const theme = useRouteLoaderData<{ theme: 'light' | 'dark' | 'auto' }>('root')?.theme ?? 'auto'
  return (
    <main className="page" style={{ margin: '0 auto' }}>
      <PageHead
        title="The kit"
        lead="Every part in its states. Look at it in both themes, at 390 and 1440 px, and with the keyboard."
        actions={<ThemeSwitch initial={theme} />}
      />
      <div className="stack s24">
        <SmallParts />
        <Figures />
        <Choices />
        <Lists />
        <Overlays />
        <Steps />
      </div>
      <Toasts />
    </main>
  )
}
