import { serve, serveErrand } from '#platform/http.ts'
import { confirmRefund } from './commands/settle-refund.ts'
import * as contract from './contract.ts'
import { refundPayment } from './errands/refund-payment.ts'
import { getPayment, listPayments } from './queries/list-payments.ts'

export const endpoints = [
  serve(contract.listPayments, listPayments),
  serve(contract.getPayment, getPayment),
  serveErrand(contract.refundPayment, refundPayment),
  serve(contract.confirmRefund, confirmRefund),
]
