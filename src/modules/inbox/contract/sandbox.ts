/** A number's last digits with which the sandbox fails, when, and with which codes of the real providers. */
export interface SandboxFault {
  digits: string
  when: 'sending' | 'delivering'
  code: { whatsapp: string; sms: string }
  title: string
}

/** Documented on the channel's page; every other number works. */
export const sandboxFaults: readonly SandboxFault[] = [
  {
    digits: '0001',
    when: 'delivering',
    code: { whatsapp: '131026', sms: '30005' },
    title: 'The number cannot get such messages',
  },
  {
    digits: '0002',
    when: 'delivering',
    code: { whatsapp: '131050', sms: '21610' },
    title: 'They do not want messages of this kind',
  },
  {
    digits: '0003',
    when: 'sending',
    code: { whatsapp: '130429', sms: '20429' },
    title: 'Too many messages at once',
  },
  {
    digits: '0004',
    when: 'sending',
    code: { whatsapp: '131047', sms: '21408' },
    title: 'The window is closed, or the country not allowed',
  },
  {
    digits: '0005',
    when: 'delivering',
    code: { whatsapp: '131049', sms: '30007' },
    title: 'Held back as spam',
  },
]
