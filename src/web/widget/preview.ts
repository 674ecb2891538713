import { createChat } from './chat.ts'
import type { Connection, Look, Message } from './connection.ts'
import type { openMemory } from './memory.ts'
import { type Mounted, mount } from './mount.ts'

/** The chat as visitors would see it, without an office behind it: for the settings. */
export function mountPreview(host: HTMLElement, look: Look): Mounted {
  let draft = ''
  const memory: ReturnType<typeof openMemory> = {
    read: () => ({ key: null, isAsked: false, draft }),
    write: (change) => {
      draft = change.draft ?? draft
    },
  }
  const chat = createChat(nobody(look), memory, look)
  const mounted = mount(host, chat, (path) => path, false)
  mounted.open()
  return mounted
}

function nobody(look: Look): Connection {
  const echo = (ref: string, body: string): Promise<Message> =>
    Promise.resolve({
      ...{ id: ref, ref, from: 'me', name: '', body, at: new Date().toISOString(), choices: [], files: [] },
    })
  return {
    look: () => Promise.resolve(look),
    start: () => Promise.resolve('preview'),
    send: (_key, { ref, body }) => echo(ref, body),
    sendFile: (_key, { ref, name }) => echo(ref, name),
    leave: (_key, { ref, body }) => echo(ref, body),
    thread: () => new Promise(() => {}),
    typing: () => Promise.resolve(),
    details: () => Promise.resolve(),
    fileUrl: (path) => path,
  }
}
