// Generated from the migrated database by `frontdesk tables`; do not edit.
import type { ColumnType, Generated, GeneratedAlways, Kysely } from 'kysely'
import type { Tx } from '#platform/db.ts'

export interface AppointmentNotesTable {
  org_id: string
  id: string
  appointment_id: string
  body: string
  author: string
  member_id: string | null
  created_at: string
}

export interface AppointmentsTable {
  org_id: string
  id: string
  number: string
  status:
    | 'hold'
    | 'pending'
    | 'confirmed'
    | 'on_the_way'
    | 'in_progress'
    | 'completed'
    | 'no_show'
    | 'cancelled'
    | 'expired'
  service_id: string
  staff_id: string
  client_id: string | null
  starts_at: string
  ends_at: string
  buffer_before_minutes: Generated<number>
  buffer_after_minutes: Generated<number>
  travel_before_minutes: Generated<number>
  busy_from: string
  busy_to: string
  busy: GeneratedAlways<string | null>
  hold_expires_at: string | null
  service_name: string
  extras: ColumnType<unknown, string | undefined, string>
  price_amount: number
  due_now_amount: Generated<number>
  paid_amount: Generated<number>
  refunded_amount: Generated<number>
  currency: string
  payment_status: Generated<'unpaid' | 'on_the_day' | 'deposit' | 'paid' | 'part_refunded' | 'refunded'>
  customer_name: string | null
  customer_email: string | null
  customer_phone: string | null
  address_line1: string | null
  address_line2: string | null
  city: string | null
  postcode: string
  lat: number
  lon: number
  access_notes: string | null
  customer_notes: string | null
  source: 'online' | 'office' | 'import'
  checkout_id: string | null
  calendar_event_id: ColumnType<unknown, string | undefined, string>
  calendar_synced_to: ColumnType<unknown, string | undefined, string>
  reminded_at: string | null
  started_at: string | null
  finished_at: string | null
  cancelled_at: string | null
  cancel_reason: string | null
  cancelled_by: string | null
  created_at: string
}

export interface CategoriesTable {
  org_id: string
  id: string
  name: string
  description: Generated<string>
  position: number
  created_at: string
}

export interface CheckoutsTable {
  org_id: string
  id: string
  data: ColumnType<unknown, string | undefined, string>
  appointment_id: string | null
  created_at: string
  updated_at: string
}

export interface ExtrasTable {
  org_id: string
  id: string
  service_id: string
  name: string
  price_amount: number
  minutes: number
  max_quantity: Generated<number>
  position: number
  deleted_at: string | null
}

export interface HolidaysTable {
  org_id: string
  id: string
  day: string
  name: string
}

export interface PostcodeCacheTable {
  postcode: string
  lat: number | null
  lon: number | null
  city: string | null
  asked_at: string
}

export interface PostcodesTable {
  postcode: string
  lat: number
  lon: number
}

export interface ScheduleOverridesTable {
  org_id: string
  id: string
  staff_id: string
  day: string
  hours: ColumnType<unknown, string, string>
  reason: Generated<string>
}

export interface ServicesTable {
  org_id: string
  id: string
  category_id: string | null
  name: string
  slug: string
  summary: Generated<string>
  description: Generated<string>
  duration_minutes: number
  price_amount: number
  buffer_before_minutes: Generated<number>
  buffer_after_minutes: Generated<number>
  deposit_amount: number | null
  pay_on_day: Generated<boolean>
  online: Generated<boolean>
  active: Generated<boolean>
  colour: string
  image_key: string | null
  position: number
  created_at: string
  deleted_at: string | null
}

export interface StaffTable {
  org_id: string
  id: string
  member_id: string | null
  name: string
  email: string | null
  phone: string | null
  bio: Generated<string>
  photo_key: string | null
  colour: string
  zone: string
  weekly: ColumnType<unknown, string, string>
  active: Generated<boolean>
  position: number
  created_at: string
  deleted_at: string | null
}

export interface StaffAreasTable {
  org_id: string
  id: string
  staff_id: string
  postcode: string
  radius_km: number
  lat: number
  lon: number
  approximate: Generated<boolean>
}

export interface StaffServicesTable {
  org_id: string
  staff_id: string
  service_id: string
}

export interface VisitsByDayTable {
  org_id: string
  day: string
  staff_id: string
  service_id: string
  bookings: number
  booked_amount: number
  cancellations: number
  cancelled_amount: number
  visits: number
  revenue_amount: number
  visit_minutes: number
}

export interface BookingTables {
  appointment_notes: AppointmentNotesTable
  appointments: AppointmentsTable
  categories: CategoriesTable
  checkouts: CheckoutsTable
  extras: ExtrasTable
  holidays: HolidaysTable
  postcode_cache: PostcodeCacheTable
  postcodes: PostcodesTable
  schedule_overrides: ScheduleOverridesTable
  services: ServicesTable
  staff: StaffTable
  staff_areas: StaffAreasTable
  staff_services: StaffServicesTable
  visits_by_day: VisitsByDayTable
}

/** The transaction, narrowed to the tables of schema `booking`. */
export function bookingTables(tx: Tx): Kysely<BookingTables> {
  return tx.withSchema('booking')
}
