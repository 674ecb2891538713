import { createHmac, timingSafeEqual } from 'node:crypto'

const LETTERS = 'abcdefghijklmnopqrstuvwxyz234567'
const LENGTH = 12

/**
 * Twelve small letters and digits (60 bits) that only this installation can make for a text: for places with little
 * room where case gets lost, such as mail addresses. `purpose` separates uses.
 */
export function shortProof(secret: string, purpose: string, text: string): string {
  const mac = createHmac('sha256', secret).update(`proof ${purpose}\0${text}`).digest()
  return Array.from({ length: LENGTH }, (_, i) => LETTERS[mac[i]! & 31]).join('')
}

/** Whether the proof is the one for the text. */
export function isShortProof(secret: string, purpose: string, text: string, proof: string): boolean {
  const own = Buffer.from(shortProof(secret, purpose, text))
  const told = Buffer.from(proof)
  return own.length === told.length && timingSafeEqual(own, told)
}
