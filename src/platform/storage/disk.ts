import { randomUUID } from 'node:crypto'
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { FileStorage } from '../storage.ts'
import { keyParts } from './key.ts'

/**
 * Files in a folder of this machine: the bytes under `content/`, their media types under `types/`. A file appears
 * by one rename, so a reader never sees half of it, also after a crash.
 */
export function createDiskStorage(root: string): FileStorage {
  const contentPath = (key: string) => join(root, 'content', ...keyParts(key))
  const typePath = (key: string) => join(root, 'types', ...keyParts(key))

  async function write(path: string, bytes: Uint8Array): Promise<void> {
    const drafts = join(root, 'drafts')
    await mkdir(drafts, { recursive: true })
    await mkdir(dirname(path), { recursive: true })
    const draft = join(drafts, randomUUID())
    try {
      const file = await open(draft, 'wx', 0o600)
      try {
        await file.writeFile(bytes)
        await file.sync()
      } finally {
        await file.close()
      }
      await rename(draft, path)
    } catch (error) {
      await rm(draft, { force: true })
      throw error
    }
  }

  return {
    async put(key, bytes, mediaType) {
      const path = contentPath(key)
      await write(typePath(key), new TextEncoder().encode(mediaType))
      await write(path, bytes)
    },
    async get(key) {
      const bytes = await read(contentPath(key))
      if (!bytes) return null
      const mediaType = (await read(typePath(key)))?.toString('utf8')
      return { bytes: new Uint8Array(bytes), mediaType: mediaType ?? 'application/octet-stream' }
    },
    async remove(key) {
      await rm(contentPath(key), { force: true })
      await rm(typePath(key), { force: true })
    },
  }
}

async function read(path: string): Promise<Buffer | null> {
  try {
    return await readFile(path)
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'EISDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return null
    throw error
  }
}
