import type { Module } from '#platform/module.ts'
import { bookingAdapters } from './adapters/booking-adapters.ts'
import { endpoints } from './http.ts'
import { jobs } from './jobs.ts'
import { bookingRollups } from './rollups.ts'

export const bookingModule: Module = {
  name: 'booking',
  endpoints,
  jobs,
  rollups: bookingRollups,
  adapters: bookingAdapters,
}
