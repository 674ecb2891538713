import { join } from 'node:path'
import type { Config } from './config.ts'
import { createDiskStorage } from './storage/disk.ts'
import { createS3Storage } from './storage/s3.ts'

/** Files by key (`orgId/avatars/…`), wherever they lie. */
export interface FileStorage {
  /** Writes the whole file or nothing; an existing one is replaced. */
  put(key: string, bytes: Uint8Array, mediaType: string): Promise<void>
  /** The bytes and their media type, or null when there is no such file. */
  get(key: string): Promise<{ bytes: Uint8Array; mediaType: string } | null>
  /** Removing what is not there is no fault. */
  remove(key: string): Promise<void>
}

/** An S3-compatible bucket when one is set up, else the folder `files` in the data directory. */
export function createStorage(config: Pick<Config, 's3' | 'dataDir'>): FileStorage {
  return config.s3 ? createS3Storage(config.s3) : createDiskStorage(join(config.dataDir, 'files'))
}
