export { personSource, serviceSource, visitSource } from './find-records.ts'
