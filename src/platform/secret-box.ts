import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

const VERSION = 'v1'
const keys = new Map<string, Buffer>()

/**
 * Encrypts a credential for the database (PLAT-172): AES-256-GCM with a key made from the installation's secret.
 * `purpose` separates uses: what was sealed for one cannot be opened for another.
 */
export function seal(secret: string, purpose: string, text: string): string {
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', keyOf(secret, purpose), iv)
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return [VERSION, ...[iv, cipher.getAuthTag(), sealed].map((part) => part.toString('base64url'))].join('.')
}

/** Reads what `seal` wrote. Throws when it was changed, or sealed under another secret or purpose. */
export function unseal(secret: string, purpose: string, box: string): string {
  const [version, ...parts] = box.split('.')
  const [iv, tag, sealed] = parts.map((part) => Buffer.from(part, 'base64url'))
  if (version !== VERSION || !iv || tag?.length !== 16 || !sealed) throw new Error(cannotOpen(purpose))
  try {
    const decipher = createDecipheriv('aes-256-gcm', keyOf(secret, purpose), iv).setAuthTag(tag)
    return Buffer.concat([decipher.update(sealed), decipher.final()]).toString('utf8')
  } catch (error) {
    throw new Error(cannotOpen(purpose), { cause: error })
  }
}

function cannotOpen(purpose: string): string {
  return `A stored ${purpose} cannot be decrypted. Was FRONTDESK_SECRET changed? Set the old one again, or enter the ${purpose} anew.`
}

function keyOf(secret: string, purpose: string): Buffer {
  const name = `${purpose}\0${secret}`
  let key = keys.get(name)
  if (!key) {
    key = Buffer.from(hkdfSync('sha256', secret, '', `frontdesk ${purpose}`, 32))
    keys.set(name, key)
  }
  return key
}
