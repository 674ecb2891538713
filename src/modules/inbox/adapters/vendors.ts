import type { Config } from '#platform/config.ts'
import type { ChannelVendors } from './channel.ts'
import { createEmail } from './email.ts'
import { createHouseChat } from './house-channels.ts'
import { createPhone } from './phone.ts'
import { createSandbox } from './sandbox.ts'
import { createSms } from './sms.ts'
import { createWhatsApp } from './whatsapp.ts'

/** The real vendors. The versions of their APIs stand here and nowhere else. */
export function createVendors(config: Pick<Config, 'smtpUrl'>): ChannelVendors {
  return {
    whatsapp: createWhatsApp({ apiUrl: 'https://graph.facebook.com/v23.0' }),
    sms: createSms({ apiUrl: 'https://api.twilio.com' }),
    email: createEmail({ smtpUrl: config.smtpUrl }),
    webchat: createHouseChat(),
    phone: createPhone({ twilioUrl: 'https://api.twilio.com' }),
    sandbox: createSandbox,
  }
}
