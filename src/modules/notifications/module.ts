import type { Module } from '#platform/module.ts'
import { createOutboxMailer } from './adapters/mailer.ts'
import { createSmtpMailer } from './adapters/smtp-mailer.ts'
import { createTemplates } from './adapters/templates.ts'
import { endpoints } from './http.ts'
import { jobs } from './jobs.ts'
import './events.ts'

export const notificationsModule: Module = {
  name: 'notifications',
  endpoints,
  jobs,
  adapters: (config) => ({
    mailer: config.smtpUrl
      ? createSmtpMailer({ url: config.smtpUrl, from: config.mailFrom })
      : createOutboxMailer(),
    templates: createTemplates(),
  }),
}
