const LONGEST_SIDE = 1_600
const SMALL_ENOUGH = 900_000

/**
 * Replaces a large picture in a file field by a smaller one, so that a phone's photo can be sent as it is. Leaves
 * the field alone when the browser cannot read the picture: the server then says what is wrong.
 */
export async function shrinkIn(field: HTMLInputElement): Promise<void> {
  const file = field.files?.[0]
  if (!file || file.size <= SMALL_ENOUGH) return
  const small = await shrunk(file).catch(() => null)
  if (!small || field.files?.[0] !== file) return
  const files = new DataTransfer()
  files.items.add(new File([small], file.name, { type: small.type }))
  field.files = files.files
}

async function shrunk(file: File): Promise<Blob | null> {
  const picture = await createImageBitmap(file)
  const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(picture.width * scale)
  canvas.height = Math.round(picture.height * scale)
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height)
  picture.close()
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.85))
}
