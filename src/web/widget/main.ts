import { createChat } from './chat.ts'
import { connectTo } from './connection.ts'
import { openMemory } from './memory.ts'
import { type Mounted, mount } from './mount.ts'

declare global {
  interface Window {
    /** For buttons of the site: `frontdeskChat.open()`. */
    frontdeskChat?: Mounted
  }
}

/** Reads which chat its own script tag names, and puts it on the page. A chat that is not there leaves no trace. */
async function begin(script: HTMLScriptElement): Promise<void> {
  const token = script.dataset.channel ?? ''
  if (token === '' || window.frontdeskChat) return
  const connection = connectTo(new URL(script.src).origin, token)
  const look = await connection.look()
  const chat = createChat(connection, openMemory(token), look)
  const host = document.createElement('div')
  host.id = 'frontdesk-chat'
  document.body.append(host)
  window.frontdeskChat = mount(host, chat, connection.fileUrl)
  chat.resume()
  // Where our mails lead back to.
  if (location.hash === '#frontdesk-chat') window.frontdeskChat.open()
}

const { currentScript } = document
if (currentScript instanceof HTMLScriptElement) {
  begin(currentScript).catch((error: unknown) => console.warn('Frontdesk chat:', error))
}
