import { index, layout, type RouteConfig, type RouteConfigEntry, route } from '@react-router/dev/routes'

/** What a module's `ui/pages.ts` may export. Files are named from `src`: `modules/booking/ui/today-page.tsx`. */
interface ModulePages {
  /** Pages for customers, inside the public layout. */
  publicPages?: RouteConfigEntry[]
  /** Sign-in and its kin, inside the centred card. */
  authPages?: RouteConfigEntry[]
  /** Pages of the back office, inside the shell. */
  officePages?: RouteConfigEntry[]
  /** Pages under /settings, inside the shell with the settings menu. */
  settingsPages?: RouteConfigEntry[]
  /** Routes without a layout: downloads, sign-out, redirects. */
  barePages?: RouteConfigEntry[]
}

const modules = Object.values(import.meta.glob<ModulePages>('./modules/*/ui/pages.ts', { eager: true }))

function pagesOf(list: keyof ModulePages): RouteConfigEntry[] {
  return modules.flatMap((module) => module[list] ?? [])
}

const gallery = import.meta.env.PROD ? [] : [route('kit', 'web/kit/gallery/page.tsx')]

/** A page that fails shows its error inside the layout, not instead of it. */
function framed(id: string, pages: RouteConfigEntry[]): RouteConfigEntry[] {
  return [layout('web/page-frame.tsx', { id: `${id}-frame` }, pages)]
}

export default [
  index('web/home.ts'),
  layout('web/public/layout.tsx', { id: 'public' }, framed('public', pagesOf('publicPages'))),
  layout('web/auth/layout.tsx', { id: 'auth' }, framed('auth', pagesOf('authPages'))),
  layout('web/office/layout.tsx', { id: 'office' }, [
    ...framed('office', [...pagesOf('officePages'), route('help', 'web/office/help-page.tsx')]),
    layout(
      'web/office/settings-layout.tsx',
      { id: 'settings' },
      framed('settings', pagesOf('settingsPages')),
    ),
  ]),
  ...pagesOf('barePages'),
  ...gallery,
  route('theme', 'web/theme-route.ts'),
  route('sitemap.xml', 'web/seo/sitemap.ts'),
  route('robots.txt', 'web/seo/robots.ts'),
  route('*', 'web/not-found.tsx'),
] satisfies RouteConfig
