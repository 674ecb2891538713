import type { ErrandContext } from '#platform/context.ts'
import type { Input, Output } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import { newId } from '#values/ids.ts'
import { receiveFromVisitor } from '../commands/receive-from-visitor.ts'
import type * as contract from '../contract/webchat.ts'
import { fileType } from '../domain/file-type.ts'
import { isTakenFromVisitors } from '../domain/visitor-file.ts'
import { findVisitorOf } from '../queries/webchat.ts'

const MOST_BYTES = 1_000_000

/** A visitor sends a picture or a document. It is what its bytes say; pages and programs are refused. */
export async function sendVisitorFile(
  ctx: ErrandContext,
  { token, key, ref, name, base64 }: Input<typeof contract.sendVisitorFile>,
): Promise<Output<typeof contract.sendVisitorFile>> {
  const { channelId, visitor } = await ctx.query(findVisitorOf, { token, key })
  const bytes = Buffer.from(base64, 'base64')
  if (bytes.length > MOST_BYTES) throw refused('Send a file of at most 1 MB.')
  // The browser's word for the type is not asked for: the bytes tell.
  const mediaType = fileType(bytes, '')
  if (bytes.length === 0 || !isTakenFromVisitors(mediaType))
    throw refused('Send a picture, a PDF or plain text.')
  const id = newId(ctx.now.epochMilliseconds)
  const storageKey = `${ctx.orgId}/inbox/${id}`
  await ctx.storage.put(storageKey, bytes, mediaType)
  const file = { id, name, mediaType, bytes: bytes.length, storageKey }
  const message = await ctx.command(receiveFromVisitor, { channelId, visitor, ref, body: '', page: '', file })
  // Sent before under the same mark: the first file stays.
  if (message.files.length === 0) await ctx.storage.remove(storageKey)
  return { message }
}

const refused = (reason: string) => new AppError('inbox.file_refused', { reason })
