import { type Served, serveErrand } from '#platform/http.ts'
import * as contract from '../contract/intake.ts'
import { getSentFile } from '../errands/get-sent-file.ts'
import { greetChannel, receiveDelivery } from '../errands/receive-delivery.ts'

export const intakeEndpoints: readonly Served[] = [
  serveErrand(contract.greetChannel, greetChannel),
  serveErrand(contract.receiveDelivery, receiveDelivery),
  serveErrand(contract.getSentFile, getSentFile),
]
