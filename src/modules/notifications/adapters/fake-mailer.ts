import { type Mail, type Mailer, MailRefused } from './mailer.ts'

/** A mailer for tests: keeps what was sent, and refuses while told to. */
export interface FakeMailer extends Mailer {
  readonly sent: Mail[]
  /** `down`: every try fails, but may work later. An address: that receiver does not exist. */
  refuse: 'down' | { address: string } | null
}

/** Takes every mail, unless `refuse` says otherwise. */
export function createFakeMailer(): FakeMailer {
  const mailer: FakeMailer = {
    delivers: true,
    sent: [],
    refuse: null,
    async send(mail) {
      if (mailer.refuse === 'down') throw new MailRefused('The mail server cannot be reached.', false)
      if (mailer.refuse?.address === mail.to.address) {
        throw new MailRefused('The mail server answered: 550 No such user here', true)
      }
      mailer.sent.push(mail)
      return { delivered: true, ref: `<${mail.id}@localhost>` }
    },
  }
  return mailer
}
