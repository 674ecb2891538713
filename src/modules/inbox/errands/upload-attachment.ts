import type { ErrandContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Input } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import { newId } from '#values/ids.ts'
import { insertAttachment } from '../commands/insert-attachment.ts'
import {
  attachmentTypes,
  type uploadAttachment as contract,
  MOST_ATTACHMENT_BYTES,
} from '../contract/attachments.ts'
import type { Attachment } from '../contract/conversations.ts'
import { fileType } from '../domain/file-type.ts'

/** Stores a file for a message that is being written (INBX-010). Programs, pages and archives are refused. */
export async function uploadAttachment(
  ctx: ErrandContext,
  input: Input<typeof contract>,
): Promise<Attachment> {
  permit(ctx, 'message.send')
  const bytes = Buffer.from(input.base64, 'base64')
  if (bytes.length === 0) throw new AppError('inbox.file_refused', { reason: 'This file is empty.' })
  if (bytes.length > MOST_ATTACHMENT_BYTES)
    throw new AppError('inbox.file_refused', { reason: 'Use a file under 16 MB.' })
  const mediaType = fileType(bytes, declaredType(input.name))
  if (!(mediaType in attachmentTypes))
    throw new AppError('inbox.file_refused', {
      reason: 'Send a picture, sound, film, PDF, Word, Excel, PowerPoint or text file.',
    })
  const id = newId(ctx.now.epochMilliseconds)
  const storageKey = `${ctx.orgId}/inbox/${id}`
  await ctx.storage.put(storageKey, bytes, mediaType)
  try {
    return await ctx.command(insertAttachment, {
      id,
      name: input.name,
      mediaType,
      bytes: bytes.length,
      storageKey,
    })
  } catch (error) {
    await ctx.storage.remove(storageKey)
    throw error
  }
}

const byEnding = new Map(Object.entries(attachmentTypes).map(([type, ending]) => [ending, type]))

function declaredType(name: string): string {
  const ending = name.split('.').at(-1)?.toLowerCase() ?? ''
  return byEnding.get(ending === 'jpeg' ? 'jpg' : ending) ?? ''
}
