import type { VisitFacts } from '../events.ts'
import type { VisitRow } from '../queries/visit-row.ts'

/** What events say of a visit. `notify`: whether the customer is to be told. */
export function visitFacts(row: VisitRow, notify = true): VisitFacts {
  return {
    appointmentId: row.id,
    number: row.number,
    status: row.status,
    clientId: row.client_id,
    serviceId: row.service_id,
    serviceName: row.service_name,
    staffId: row.staff_id,
    staffName: row.staff_name,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    customerName: row.customer_name,
    customerEmail: row.customer_email,
    customerPhone: row.customer_phone,
    postcode: row.postcode,
    price: row.price_amount,
    paid: row.paid_amount,
    currency: row.currency,
    source: row.source,
    notify,
  }
}
