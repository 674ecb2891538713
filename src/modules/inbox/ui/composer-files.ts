import { api } from '#web/api.ts'
import { deleteAttachment, uploadAttachment } from '../contract/attachments.ts'
import type { Attachment } from '../contract/conversations.ts'

/** A file beside the message that is being written. */
export interface Upload {
  key: string
  name: string
  mediaType: string
  bytes: number
  /** From 0 to 1. */
  progress: number
  /** Set when it is stored. */
  attachment: Attachment | null
  fault: string | null
  /** A small picture of it, made here. */
  preview: string | null
}

/** What the server takes at most; told before anything is sent. */
const MOST_BYTES = 16 * 1024 * 1024
const running = new Map<string, XMLHttpRequest>()
let count = 0

/** Stores files one after the other begun, all at once; `tell` hears of every step. */
export function uploadFiles(files: readonly File[], tell: (upload: Upload) => void): void {
  for (const file of files) {
    count += 1
    const upload: Upload = {
      key: `upload-${count}`,
      name: file.name || 'Picture from the clipboard.png',
      mediaType: file.type || 'application/octet-stream',
      bytes: file.size,
      progress: 0,
      attachment: null,
      fault: null,
      preview: file.type.startsWith('image/') ? URL.createObjectURL(file) : null,
    }
    if (file.size > MOST_BYTES) tell({ ...upload, fault: 'Larger than 16 MB' })
    else {
      tell(upload)
      void send(upload, file, tell)
    }
  }
}

async function send(upload: Upload, file: File, tell: (upload: Upload) => void): Promise<void> {
  const base64 = await base64Of(file)
  // `fetch` cannot tell how far an upload is.
  const request = new XMLHttpRequest()
  running.set(upload.key, request)
  request.open(uploadAttachment.method, uploadAttachment.path)
  request.setRequestHeader('content-type', 'application/json')
  request.setRequestHeader('x-frontdesk', '1')
  request.upload.onprogress = ({ loaded, total }) => tell({ ...upload, progress: total ? loaded / total : 0 })
  request.onloadend = () => {
    running.delete(upload.key)
    if (request.status === 201) {
      tell({ ...upload, progress: 1, attachment: JSON.parse(request.responseText) as Attachment })
    } else tell({ ...upload, fault: faultOf(request) })
  }
  request.send(JSON.stringify({ name: upload.name, base64 }))
}

function faultOf(request: XMLHttpRequest): string {
  if (request.status === 0) return 'The connection broke off'
  if (request.status === 413) return 'Too large'
  try {
    const problem = JSON.parse(request.responseText) as {
      detail?: string
      details?: { reason?: string }
      faults?: { message: string }[]
    }
    return problem.details?.reason ?? problem.faults?.[0]?.message ?? problem.detail ?? 'Not stored'
  } catch {
    return 'Not stored'
  }
}

function base64Of(file: File): Promise<string> {
  return new Promise((done, fail) => {
    const reader = new FileReader()
    reader.onerror = () => fail(reader.error)
    reader.onload = () => done(String(reader.result).split(',', 2)[1] ?? '')
    reader.readAsDataURL(file)
  })
}

/** Stops an upload, or throws away what was stored unless it goes with a message. */
export function cancelUpload(upload: Upload, { keepStored = false } = {}): void {
  running.get(upload.key)?.abort()
  running.delete(upload.key)
  if (upload.preview) URL.revokeObjectURL(upload.preview)
  if (upload.attachment && !keepStored) {
    // Files nobody sends are thrown away by the server in time; this only does it sooner.
    void api(deleteAttachment, { attachmentId: upload.attachment.id }).catch(() => {})
  }
}
