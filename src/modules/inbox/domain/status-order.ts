import type { Charge, StatusReport } from '../contract/incoming.ts'

/**
 * How far a message got, the further the higher. A failure weighs more than `sent`, since vendors take messages and fail
 * later; but what was delivered did not fail, whatever came before or after.
 */
export const statusOrder = ['queued', 'sending', 'sent', 'failed', 'delivered', 'read'] as const

/** All reports about one message in one. Instants in ISO; null: not told. */
export interface Progress {
  providerRef: string
  status: StatusReport['status']
  sentAt: string | null
  deliveredAt: string | null
  readAt: string | null
  failedAt: string | null
  code: string | null
  title: string | null
  price: number | null
  charge: Charge | null
}

/**
 * Reports in any order, one per message. What is told late fills its time and takes nothing back; a message that was
 * read was also delivered and sent, though nobody said so.
 */
export function sumReports(reports: readonly StatusReport[]): Progress[] {
  const all = new Map<string, Progress>()
  for (const report of reports) {
    const { providerRef, status, at } = report
    const sum = all.get(providerRef) ?? nothing(providerRef, status)
    all.set(providerRef, sum)
    if (rank(status) > rank(sum.status)) sum.status = status
    if (status === 'failed') {
      sum.failedAt ??= at
      sum.code ??= report.code ?? ''
      sum.title ??= report.title ?? ''
    } else {
      sum.sentAt = earlier(sum.sentAt, at)
      if (status !== 'sent') sum.deliveredAt = earlier(sum.deliveredAt, at)
      if (status === 'read') sum.readAt = earlier(sum.readAt, at)
    }
    if (report.price !== undefined) sum.price = report.price
    sum.charge = report.charge ?? sum.charge
  }
  return [...all.values()]
}

function nothing(providerRef: string, status: StatusReport['status']): Progress {
  return {
    ...{ providerRef, status, sentAt: null, deliveredAt: null, readAt: null, failedAt: null },
    ...{ code: null, title: null, price: null, charge: null },
  }
}

function rank(status: (typeof statusOrder)[number]): number {
  return statusOrder.indexOf(status)
}

function earlier(known: string | null, at: string): string {
  return known !== null && known <= at ? known : at
}
