import type { Rollup } from '#platform/rollups.ts'

/** Visits that count as taking place: everything but holds, expired holds, cancellations and no-shows. */
const TAKES_PLACE = `a.status in ('pending', 'confirmed', 'on_the_way', 'in_progress', 'completed')`
/** Real bookings, whatever became of them. */
const BOOKED = `a.status not in ('hold', 'expired')`

/**
 * Bookings (by the day they were made), cancellations (by the day they were made) and visits with revenue and
 * minutes (by the day they take place), per person and service. Days are local to the organisation.
 */
export const visitsByDay: Rollup = {
  name: 'booking.visits_by_day',
  table: 'booking.visits_by_day',
  dimensions: ['staff_id', 'service_id'],
  measures: [
    'bookings',
    'booked_amount',
    'cancellations',
    'cancelled_amount',
    'visits',
    'revenue_amount',
    'visit_minutes',
  ],
  select: `
    with days as (
      select d as day, core.start_of_day(d, o.zone) as since, core.start_of_day(d + 1, o.zone) as until
      from core.orgs o, unnest($2::date[]) d where o.id = $1
    ), facts as (
      select d.day, a.staff_id, a.service_id, 1 as bookings, a.price_amount as booked_amount,
             0 as cancellations, 0 as cancelled_amount, 0 as visits, 0 as revenue_amount, 0 as visit_minutes
      from days d join booking.appointments a on a.org_id = $1 and a.created_at >= d.since and a.created_at < d.until
      where ${BOOKED}
      union all
      select d.day, a.staff_id, a.service_id, 0, 0, 1, a.price_amount, 0, 0, 0
      from days d join booking.appointments a on a.org_id = $1 and a.cancelled_at >= d.since and a.cancelled_at < d.until
      where a.status = 'cancelled'
      union all
      select d.day, a.staff_id, a.service_id, 0, 0, 0, 0, 1, a.price_amount,
             (extract(epoch from a.ends_at - a.starts_at) / 60)::int
      from days d join booking.appointments a on a.org_id = $1 and a.starts_at >= d.since and a.starts_at < d.until
      where ${TAKES_PLACE}
    )
    select day, staff_id, service_id, sum(bookings)::int as bookings, sum(booked_amount)::bigint as booked_amount,
           sum(cancellations)::int as cancellations, sum(cancelled_amount)::bigint as cancelled_amount,
           sum(visits)::int as visits, sum(revenue_amount)::bigint as revenue_amount, sum(visit_minutes)::int as visit_minutes
    from facts group by day, staff_id, service_id`,
  span: `
    select (least(min(a.starts_at), min(a.created_at), min(a.cancelled_at)) at time zone min(o.zone))::date as first,
           (greatest(max(a.starts_at), max(a.created_at), max(a.cancelled_at)) at time zone min(o.zone))::date as last
    from booking.appointments a join core.orgs o on o.id = a.org_id where a.org_id = $1`,
}

export const bookingRollups: readonly Rollup[] = [visitsByDay]
