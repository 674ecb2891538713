export { channelNames } from '../contract/words.ts'
