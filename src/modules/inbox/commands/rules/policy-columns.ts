import { sql } from 'kysely'

/** Columns of a policy in the contract's words. */
export const policyColumns = sql`id, name, position, channel_kind as "channelKind", priority, first_minutes as "firstMinutes",
      next_minutes as "nextMinutes", resolution_minutes as "resolutionMinutes",
      in_business_hours as "inBusinessHours", is_active as "isActive"`
