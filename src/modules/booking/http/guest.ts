import { type Served, serve, serveErrand } from '#platform/http.ts'
import { bookAppointment } from '../commands/book-appointment.ts'
import { cancelVisit } from '../commands/cancel-visit.ts'
import { chooseService } from '../commands/choose-service.ts'
import { holdSlot } from '../commands/hold-slot.ts'
import { lookUpVisit } from '../commands/look-up-visit.ts'
import { rescheduleVisit } from '../commands/reschedule-visit.ts'
import { saveDetails } from '../commands/save-details.ts'
import * as contract from '../contract.ts'
import { confirmPayment } from '../errands/confirm-payment.ts'
import { listServicesAtPostcode } from '../errands/list-public-services.ts'
import { payCheckout } from '../errands/pay-checkout.ts'
import { startCheckoutAtPostcode } from '../errands/start-checkout.ts'
import { visitCalendarFile } from '../errands/visit-calendar-file.ts'
import { findFreeSlots } from '../queries/find-free-slots.ts'
import { getCheckout } from '../queries/get-checkout.ts'
import { listPublicStaff } from '../queries/list-public-services.ts'
import { trackVisit } from '../queries/track-visit.ts'
import { visitSlots } from '../queries/visit-slots.ts'

/** What customers do without an account: find a time, book, pay, and look after their visit. */
export const guestEndpoints: Served[] = [
  serveErrand(contract.listPublicServices, listServicesAtPostcode),
  serve(contract.listPublicStaff, listPublicStaff),
  serve(contract.findFreeSlots, findFreeSlots),
  serve(contract.bookAppointment, bookAppointment),
  serveErrand(contract.startCheckout, startCheckoutAtPostcode),
  serve(contract.getCheckout, getCheckout),
  serve(contract.chooseService, chooseService),
  serve(contract.holdSlot, holdSlot),
  serve(contract.saveDetails, saveDetails),
  serveErrand(contract.payCheckout, payCheckout),
  serveErrand(contract.confirmPayment, confirmPayment),
  serve(contract.trackVisit, trackVisit),
  serve(contract.visitSlots, visitSlots),
  serve(contract.rescheduleVisit, rescheduleVisit),
  serve(contract.cancelVisit, cancelVisit),
  serveErrand(contract.visitCalendarFile, visitCalendarFile),
  serve(contract.lookUpVisit, lookUpVisit),
]
