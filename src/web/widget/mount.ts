import type { Chat } from './chat.ts'
import { h, icon } from './dom.ts'
import { createPanel } from './panel.ts'
import { styles } from './styles.ts'

/** What a page may do with the chat on it. */
export interface Mounted {
  open(): void
  close(): void
  remove(): void
}

/** Puts the chat into a shadow of its own. `isFixed`: in the corner of the page; else it fills its place (the preview). */
export function mount(
  host: HTMLElement,
  chat: Chat,
  fileUrl: (path: string) => string,
  isFixed = true,
): Mounted {
  const shadow = host.shadowRoot ?? host.attachShadow({ mode: 'open' })
  const { look, colour } = chat.state.look
  const badge = h('span', { class: 'badge', hidden: true, 'aria-hidden': 'true' })
  const launch = h('button', { class: 'launch', type: 'button', 'aria-controls': 'panel' }, badge)
  launch.addEventListener('click', () => chat.setOpen(!chat.state.isOpen))
  const { panel, update, focus } = createPanel(chat, fileUrl)
  const root = h('div', { class: `root ${look.theme} ${look.side}${isFixed ? ' fixed' : ''}` }, panel, launch)
  root.style.setProperty('--brand', colour)
  addStyles(shadow)
  shadow.replaceChildren(root)
  let wasOpen: boolean | null = null

  function show(): void {
    const { isOpen, unread } = chat.state
    badge.textContent = String(unread)
    badge.hidden = unread === 0 || isOpen
    const words = unread === 0 ? '' : `, ${unread} unread`
    launch.setAttribute('aria-label', isOpen ? 'Close chat' : `Open chat${words}`)
    launch.setAttribute('aria-expanded', String(isOpen))
    panel.hidden = !isOpen
    update()
    if (wasOpen === isOpen) return
    launch.querySelector('svg')?.remove()
    launch.prepend(icon(isOpen ? 'close' : 'chat'))
    if (isFixed && wasOpen !== null) (isOpen ? focus : () => launch.focus())()
    wasOpen = isOpen
  }

  chat.onChange(show)
  show()
  return {
    open: () => chat.setOpen(true),
    close: () => chat.setOpen(false),
    remove: () => shadow.replaceChildren(),
  }
}

/** As a sheet, so that a site which forbids inline styles shows the chat as well. */
function addStyles(shadow: ShadowRoot): void {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(styles)
  shadow.adoptedStyleSheets = [sheet]
}
