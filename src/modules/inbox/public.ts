export { conversationResolved } from './events.ts'
