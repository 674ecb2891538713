export type { Incoming, IncomingFile, StatusReport } from '../contract/incoming.ts'
