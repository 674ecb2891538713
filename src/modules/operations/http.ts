import { serve, serveErrand } from '#platform/http.ts'
import { redeliver } from './commands/redeliver.ts'
import { deleteWebhook, updateWebhook } from './commands/save-webhook.ts'
import { sendTestEvent } from './commands/send-test-event.ts'
import { setSimulator } from './commands/set-simulator.ts'
import * as contract from './contract.ts'
import {
  dropFailedJob,
  getFailedJob,
  listFailedJobs,
  retryAllFailedJobs,
  retryFailedJob,
} from './errands/failed-jobs.ts'
import { getSystemHealth } from './errands/get-system-health.ts'
import { removeDemoData } from './errands/remove-demo-data.ts'
import { createWebhook, rotateWebhookSecret } from './errands/webhook-secrets.ts'
import { getDemo } from './queries/get-demo.ts'
import { getDelivery, listDeliveries } from './queries/list-deliveries.ts'
import { listWebhookEvents } from './queries/list-webhook-events.ts'
import { getWebhook, listWebhooks } from './queries/list-webhooks.ts'

export const operationsEndpoints = [
  serve(contract.listWebhooks, listWebhooks),
  serve(contract.listWebhookEvents, listWebhookEvents),
  serve(contract.getWebhook, getWebhook),
  serveErrand(contract.createWebhook, createWebhook),
  serve(contract.updateWebhook, updateWebhook),
  serve(contract.deleteWebhook, deleteWebhook),
  serveErrand(contract.rotateWebhookSecret, rotateWebhookSecret),
  serve(contract.testWebhook, sendTestEvent),
  serve(contract.listDeliveries, listDeliveries),
  serve(contract.getDelivery, getDelivery),
  serve(contract.redeliver, redeliver),
  serveErrand(contract.listFailedJobs, listFailedJobs),
  serveErrand(contract.getFailedJob, getFailedJob),
  serveErrand(contract.retryFailedJob, retryFailedJob),
  serveErrand(contract.retryAllFailedJobs, retryAllFailedJobs),
  serveErrand(contract.dropFailedJob, dropFailedJob),
  serveErrand(contract.getSystemHealth, getSystemHealth),
  serve(contract.getDemo, getDemo),
  serve(contract.setSimulator, setSimulator),
  serveErrand(contract.removeDemoData, removeDemoData),
]
