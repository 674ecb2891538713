export { countFailedMessages, listFailedMessages } from './queries/list-messages.ts'
