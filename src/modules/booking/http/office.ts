import { type Served, serve } from '#platform/http.ts'
import { bulkAppointments } from '../commands/bulk-appointments.ts'
import * as contract from '../contract.ts'
import { exportAppointments } from '../queries/export-appointments.ts'
import { getCalendar } from '../queries/get-calendar.ts'
import { getBookingFigures } from '../queries/get-figures.ts'
import { getToday } from '../queries/get-today.ts'
import { listAppointments } from '../queries/list-appointments.ts'
import { listFigureRows } from '../queries/list-figure-rows.ts'

/** Lists, calendar, Today and figures of the office. */
export const officeEndpoints: Served[] = [
  serve(contract.listAppointments, listAppointments),
  serve(contract.exportAppointments, exportAppointments),
  serve(contract.bulkAppointments, bulkAppointments),
  serve(contract.getCalendar, getCalendar),
  serve(contract.getToday, getToday),
  serve(contract.getBookingFigures, getBookingFigures),
  serve(contract.listFigureRows, listFigureRows),
]
