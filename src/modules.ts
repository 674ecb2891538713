import { analyticsModule } from '#modules/analytics/module.ts'
import { bookingModule } from '#modules/booking/module.ts'
import { crmModule } from '#modules/crm/module.ts'
import { identityModule } from '#modules/identity/module.ts'
import { inboxModule } from '#modules/inbox/module.ts'
import { notificationsModule } from '#modules/notifications/module.ts'
import { operationsModule } from '#modules/operations/module.ts'
import { paymentsModule } from '#modules/payments/module.ts'
import type { Module } from '#platform/module.ts'

/** What the product is made of, in the order of the map: who is known comes before who knows. */
export const modules: readonly Module[] = [
  identityModule,
  crmModule,
  paymentsModule,
  inboxModule,
  bookingModule,
  notificationsModule,
  analyticsModule,
  operationsModule,
]
