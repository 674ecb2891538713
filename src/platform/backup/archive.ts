import { createHash } from 'node:crypto'
import { type FileHandle, open, rename, rm } from 'node:fs/promises'

/** One entry of the archive with the proof that it is whole. */
export interface Part {
  name: string
  bytes: number
  sha256: string
}

export interface ArchivedTable {
  /** Quoted and with its schema, as SQL wants it. */
  name: string
  columns: string[]
  rows: number
  parts: Part[]
}

export interface ArchivedFile extends Part {
  key: string
  mediaType: string
}

/** What the archive holds; its last entry. */
export interface Manifest {
  format: 1
  /** The Frontdesk that wrote it. */
  version: string
  postgres: string
  createdAt: string
  /** Null: the whole installation. */
  org: { id: string; slug: string } | null
  migrations: { name: string; checksum: string }[]
  /** Tells whether two installations share their secret, without telling the secret. */
  secretMark: string
  tables: ArchivedTable[]
  files: ArchivedFile[]
}

const BLOCK = 512
const MANIFEST = 'manifest.json'
const MANIFEST_SUM = 'manifest.sha256'

export interface ArchiveWriter {
  add(name: string, bytes: Uint8Array): Promise<Part>
  /** Writes the manifest and gives the file its name; until then it ends in `.part`. */
  finish(manifest: Manifest): Promise<void>
  abandon(): Promise<void>
}

/** Starts a plain tar file (POSIX ustar) that only its owner may read. */
export async function createArchive(file: string): Promise<ArchiveWriter> {
  const draft = `${file}.part`
  const handle = await open(draft, 'w', 0o600)
  const add = async (name: string, bytes: Uint8Array): Promise<Part> => {
    await handle.write(header(name, bytes.byteLength))
    await handle.write(bytes)
    const rest = bytes.byteLength % BLOCK
    if (rest > 0) await handle.write(Buffer.alloc(BLOCK - rest))
    return { name, bytes: bytes.byteLength, sha256: sha256(bytes) }
  }
  return {
    add,
    async finish(manifest) {
      const { sha256: sum } = await add(MANIFEST, Buffer.from(JSON.stringify(manifest)))
      await add(MANIFEST_SUM, Buffer.from(`${sum}  ${MANIFEST}\n`))
      await handle.write(Buffer.alloc(BLOCK * 2))
      await handle.sync()
      await handle.close()
      await rename(draft, file)
    },
    async abandon() {
      await handle.close()
      await rm(draft, { force: true })
    },
  }
}

function header(name: string, size: number): Buffer {
  const block = Buffer.alloc(BLOCK)
  if (Buffer.byteLength(name) > 100) throw new Error(`The entry name ${name} is too long for the archive.`)
  const octal = (value: number, length: number) => `${value.toString(8).padStart(length - 1, '0')}\0`
  block.write(name, 0)
  block.write(octal(0o600, 8), 100)
  block.write(octal(0, 8), 108)
  block.write(octal(0, 8), 116)
  block.write(octal(size, 12), 124)
  block.write(octal(Math.floor(Date.now() / 1000), 12), 136)
  block.write('        ', 148)
  block.write('0', 156)
  block.write('ustar\0', 257)
  block.write('00', 263)
  block.write(`${checksum(block).toString(8).padStart(6, '0')}\0 `, 148)
  return block
}

/** The sum of the header's bytes, its own field counted as spaces. */
function checksum(block: Buffer): number {
  let sum = 0
  for (let i = 0; i < BLOCK; i++) sum += i >= 148 && i < 156 ? 32 : block[i]!
  return sum
}

export interface ArchiveReader {
  readonly manifest: Manifest
  read(part: Part): Promise<Buffer>
  /** Reads every entry and compares its checksum. */
  verify(): Promise<void>
  close(): Promise<void>
}

/** Opens an archive and reads its manifest. Throws in words when the file is damaged or no archive of ours. */
export async function openArchive(file: string): Promise<ArchiveReader> {
  const handle = await open(file, 'r').catch((error: NodeJS.ErrnoException) => {
    throw new Error(
      `The archive ${file} cannot be opened: ${error.code === 'ENOENT' ? 'there is no such file' : error.message}.`,
    )
  })
  try {
    const entries = await listEntries(handle, file)
    const read = async (name: string): Promise<Buffer> => {
      const entry = entries.get(name)
      if (!entry)
        throw new Error(`The archive ${file} is incomplete: ${name} is missing. Use another backup.`)
      const bytes = Buffer.alloc(entry.size)
      const { bytesRead } = await handle.read(bytes, 0, entry.size, entry.at)
      if (bytesRead !== entry.size) throw damaged(file, name)
      return bytes
    }
    const readPart = async (part: Part) => {
      const bytes = await read(part.name)
      if (bytes.length !== part.bytes || sha256(bytes) !== part.sha256) throw damaged(file, part.name)
      return bytes
    }
    const text = await read(MANIFEST)
    if (!(await read(MANIFEST_SUM)).toString().startsWith(sha256(text))) throw damaged(file, MANIFEST)
    const manifest = JSON.parse(text.toString()) as Manifest
    if (manifest.format !== 1)
      throw new Error(`The archive ${file} has a format that only a newer Frontdesk reads.`)
    return {
      manifest,
      read: readPart,
      async verify() {
        for (const part of [...manifest.tables.flatMap(({ parts }) => parts), ...manifest.files])
          await readPart(part)
      },
      close: () => handle.close(),
    }
  } catch (error) {
    await handle.close()
    throw error
  }
}

async function listEntries(
  handle: FileHandle,
  file: string,
): Promise<Map<string, { at: number; size: number }>> {
  const entries = new Map<string, { at: number; size: number }>()
  const block = Buffer.alloc(BLOCK)
  for (let at = 0; ; ) {
    const { bytesRead } = await handle.read(block, 0, BLOCK, at)
    if (bytesRead < BLOCK || block.every((byte) => byte === 0)) return entries
    const field = (from: number, to: number) => block.toString('latin1', from, to).replace(/[\0 ]+$/, '')
    if (field(257, 263) !== 'ustar') {
      if (at === 0) throw new Error(`${file} is not a Frontdesk backup.`)
      throw damaged(file, `the entry at byte ${at}`)
    }
    if (Number.parseInt(field(148, 154), 8) !== checksum(block))
      throw damaged(file, `the entry at byte ${at}`)
    const size = Number.parseInt(field(124, 136), 8)
    entries.set(field(0, 100), { at: at + BLOCK, size })
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK
  }
}

const damaged = (file: string, what: string) =>
  new Error(`The archive ${file} is damaged (${what}). Nothing was changed; use another backup.`)

export const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex')
