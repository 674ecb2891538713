import { deflateSync } from 'node:zlib'
import type { FileStorage } from '#platform/storage.ts'
import { type Chance, idBy } from './random.ts'

/** A file that lies in the storage. */
export interface KeptFile {
  name: string
  mediaType: string
  bytes: number
  key: string
}

/** The few files that the demonstration's messages carry. */
export interface FileShelf {
  photos: readonly KeptFile[]
  documents: readonly KeptFile[]
  recordings: readonly KeptFile[]
}

const photos = [
  { name: 'oven.png', colours: [0x4a4238, 0xb89a6a] },
  { name: 'bathroom.png', colours: [0x9fc3cf, 0xf1f4f2] },
  { name: 'hallway.png', colours: [0x8b6b4f, 0xe6d8c3] },
  { name: 'window.png', colours: [0x7fb0d6, 0xdfeaf2] },
  { name: 'IMG_2041.png', colours: [0x3f5d4f, 0xc7d6b8] },
  { name: 'dog.png', colours: [0x6d4a2b, 0xd9b98a] },
] as const

const documents = [
  {
    name: 'invoice.pdf',
    title: 'Invoice',
    lines: ['Brightside Cleaning', 'Regular clean, 2 hours', 'Total 44.00 GBP, VAT included'],
  },
  {
    name: 'offer.pdf',
    title: 'Offer',
    lines: ['Office clean, three times a week', '75.00 GBP a visit', 'Valid for 30 days'],
  },
  {
    name: 'insurance.pdf',
    title: 'Certificate of insurance',
    lines: ['Public liability', 'Five million pounds'],
  },
  {
    name: 'cv.pdf',
    title: 'Curriculum vitae',
    lines: ['Five years of hotel housekeeping', 'References on request'],
  },
]

/** Puts the files into the storage, under keys of the organisation. */
export async function fillShelf(
  storage: FileStorage,
  orgId: string,
  chance: Chance,
  now: number,
): Promise<FileShelf> {
  const keep = async (name: string, mediaType: string, bytes: Uint8Array): Promise<KeptFile> => {
    const key = `${orgId}/attachments/${idBy(chance, now)}`
    await storage.put(key, bytes, mediaType)
    return { name, mediaType, bytes: bytes.length, key }
  }
  return {
    photos: await Promise.all(
      photos.map(({ name, colours }) => keep(name, 'image/png', picture(160, 120, colours[0], colours[1]))),
    ),
    documents: await Promise.all(
      documents.map(({ name, title, lines }) => keep(name, 'application/pdf', sheet([title, '', ...lines]))),
    ),
    recordings: [await keep('recording.wav', 'audio/wav', hum(2))],
  }
}

/** A picture as small as can be: one colour running into another, with the grain of a telephone's camera. (PNG, RFC 2083) */
export function picture(width: number, height: number, from: number, to: number): Uint8Array {
  const rows = Buffer.alloc((width * 3 + 1) * height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const share = (x / width + y / height) / 2
      const grain = ((x * 7 + y * 13) % 11) - 5
      for (let c = 0; c < 3; c++) {
        const [a, b] = [(from >> (16 - 8 * c)) & 255, (to >> (16 - 8 * c)) & 255]
        const value = Math.round(a + (b - a) * share) + grain
        rows[y * (width * 3 + 1) + 1 + x * 3 + c] = Math.max(0, Math.min(255, value))
      }
    }
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 2, 0, 0, 0], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([
    signature,
    part('IHDR', head),
    part('IDAT', deflateSync(rows)),
    part('IEND', Buffer.alloc(0)),
  ])
}

function part(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const frame = Buffer.alloc(8 + body.length)
  frame.writeUInt32BE(data.length, 0)
  body.copy(frame, 4)
  frame.writeUInt32BE(crc32(body), 4 + body.length)
  return frame
}

function crc32(data: Buffer): number {
  let crc = 0xffffffff
  for (const byte of data) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  }
  return (crc ^ 0xffffffff) >>> 0
}

/** One page with a few lines of plain text. (PDF 1.4) */
export function sheet(lines: readonly string[]): Uint8Array {
  const text = lines.map((line) => `(${line.replace(/[()\\]/g, '\\$&')}) Tj T*`).join('\n')
  const content = `BT /F1 14 Tf 20 TL 72 760 Td\n${text}\nET`
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ]
  let file = '%PDF-1.4\n'
  const starts = objects.map((object, i) => {
    const start = file.length
    file += `${i + 1} 0 obj\n${object}\nendobj\n`
    return start
  })
  const table = starts.map((start) => `${String(start).padStart(10, '0')} 00000 n \n`).join('')
  const end = `xref\n0 6\n0000000000 65535 f \n${table}trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF\n`
  return Buffer.from(file + end, 'latin1')
}

/** A hum as of a telephone line, 8 kHz, 8 bit. (RIFF WAVE) */
export function hum(seconds: number): Uint8Array {
  const samples = 8_000 * seconds
  const file = Buffer.alloc(44 + samples)
  file.write('RIFF', 0)
  file.writeUInt32LE(36 + samples, 4)
  file.write('WAVEfmt ', 8)
  file.writeUInt32LE(16, 16)
  file.writeUInt16LE(1, 20)
  file.writeUInt16LE(1, 22)
  file.writeUInt32LE(8_000, 24)
  file.writeUInt32LE(8_000, 28)
  file.writeUInt16LE(1, 32)
  file.writeUInt16LE(8, 34)
  file.write('data', 36)
  file.writeUInt32LE(samples, 40)
  for (let i = 0; i < samples; i++)
    file[44 + i] = 128 + Math.round(9 * Math.sin((i * 2 * Math.PI * 220) / 8_000))
  return file
}
