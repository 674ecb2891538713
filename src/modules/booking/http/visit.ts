import { type Served, serve } from '#platform/http.ts'
import { addAppointmentNote } from '../commands/add-appointment-note.ts'
import { cancelAppointment } from '../commands/cancel-appointment.ts'
import { createAppointment } from '../commands/create-appointment.ts'
import { moveAppointment } from '../commands/move-appointment.ts'
import { recordPayment } from '../commands/record-payment.ts'
import { restoreAppointment } from '../commands/restore-appointment.ts'
import { setAppointmentStatus } from '../commands/set-appointment-status.ts'
import { updateAppointment } from '../commands/update-appointment.ts'
import * as contract from '../contract.ts'
import { checkMove } from '../queries/check-move.ts'
import { getAppointment } from '../queries/get-appointment.ts'

/** What the office does with one visit. */
export const visitEndpoints: Served[] = [
  serve(contract.getAppointment, getAppointment),
  serve(contract.createAppointment, createAppointment),
  serve(contract.updateAppointment, updateAppointment),
  serve(contract.moveAppointment, moveAppointment),
  serve(contract.checkMove, checkMove),
  serve(contract.setAppointmentStatus, setAppointmentStatus),
  serve(contract.cancelAppointment, cancelAppointment),
  serve(contract.restoreAppointment, restoreAppointment),
  serve(contract.addAppointmentNote, addAppointmentNote),
  serve(contract.recordPayment, recordPayment),
]
