import { randomUUID } from 'node:crypto'
import type { ChannelAccount } from '../contract/incoming.ts'
import { sandboxFaults } from '../contract/sandbox.ts'
import type { ChannelKind } from '../contract/words.ts'
import { type ChannelVendor, type OutgoingMessage, type Receipt, VendorRefused } from './channel.ts'

/** When the sandbox tells how far a message got, after it was taken. */
const SENT_MS = 600
const DELIVERED_MS = 1_500
const READ_MS = 3_500

/**
 * The local stand-in for a vendor: takes every message and tells `sent`, `delivered` and `read` after one to four
 * seconds, as deliveries in the vendor's own form that are worked like real ones. Numbers with certain last digits fail
 * with the real codes (`contract/sandbox`). What comes in is signed and read as the real vendor's.
 */
export function createSandbox(kind: ChannelKind, vendor: ChannelVendor): ChannelVendor {
  return {
    ...vendor,
    async send(account, message) {
      if (kind === 'whatsapp' || kind === 'sms') return pretend(kind, account, message)
      // Mails stay here too; the web chat never leaves the house anyway.
      if (kind === 'email') return { providerRef: message.mail?.messageId ?? message.id, status: 'delivered' }
      return vendor.send(account, message)
    },
    async fetchMedia() {
      throw new VendorRefused({ code: 'sandbox', title: 'The sandbox has no files to fetch', isFinal: true })
    },
    async submitTemplate(_account, draft) {
      const isRefused = /\brefuse\b/i.test(draft.name)
      return {
        providerRef: `sandbox-${randomUUID()}`,
        status: isRefused ? 'rejected' : 'approved',
        ...(isRefused && { reason: 'The sandbox refuses templates with “refuse” in their name.' }),
      }
    },
    async removeTemplate() {},
    async check() {
      return {
        ok: true,
        words: 'This is a sandbox: messages stay here and are answered with made-up reports.',
      }
    },
  }
}

function pretend(kind: 'whatsapp' | 'sms', account: ChannelAccount, { to }: OutgoingMessage): Receipt {
  const number = to.phone ?? to.platformUserId
  const fault = sandboxFaults.find(({ digits }) => number.endsWith(digits))
  const told = fault && { code: fault.code[kind], title: fault.title }
  if (fault?.when === 'sending' && told) {
    throw new VendorRefused({ ...told, isFinal: false })
  }
  const ref = kind === 'whatsapp' ? `wamid.sandbox.${randomUUID()}` : `SM${randomUUID().replaceAll('-', '')}`
  const report = (afterMs: number, status: string, error?: { code: string; title: string }) => ({
    afterMs,
    body:
      kind === 'whatsapp' ? whatsAppReport(account, ref, to, status, error) : smsReport(ref, status, error),
  })
  if (fault?.when === 'delivering') {
    return { providerRef: ref, reports: [report(SENT_MS, 'sent'), report(DELIVERED_MS, 'failed', told)] }
  }
  const reports = [report(SENT_MS, 'sent'), report(DELIVERED_MS, 'delivered')]
  // SMS are never read as far as anybody knows.
  return { providerRef: ref, reports: kind === 'sms' ? reports : [...reports, report(READ_MS, 'read')] }
}

/** What the sandbox's reports are posted as. */
export function sandboxMediaType(kind: ChannelKind): string {
  return kind === 'sms' ? 'application/x-www-form-urlencoded' : 'application/json'
}

function whatsAppReport(
  account: ChannelAccount,
  id: string,
  to: OutgoingMessage['to'],
  status: string,
  error?: { code: string; title: string },
): string {
  const errors = error && [{ code: Number(error.code), title: error.title }]
  const told = { id, status, recipient_id: to.platformUserId, ...(errors && { errors }) }
  const metadata = { phone_number_id: account.settings.phoneNumberId ?? '' }
  const value = { messaging_product: 'whatsapp', metadata, statuses: [told] }
  const entry = [{ id: 'sandbox', changes: [{ field: 'messages', value }] }]
  return JSON.stringify({ object: 'whatsapp_business_account', entry })
}

function smsReport(sid: string, status: string, error?: { code: string; title: string }): string {
  return new URLSearchParams({
    MessageSid: sid,
    MessageStatus: error ? 'undelivered' : status,
    ...(error && { ErrorCode: error.code, ErrorMessage: error.title }),
  }).toString()
}
