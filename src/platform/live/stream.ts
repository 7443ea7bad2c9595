const encoder = new TextEncoder();

/** Events that wait in a stream nobody reads from. A page that is there reads at once. */
const mostWaiting = 50;

/** A stream of server-sent events: what is sent here arrives in a browser that is still there. */
export class EventStream {
  readonly body: ReadableStream<Uint8Array<ArrayBuffer>>;
  #controller: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>> | undefined;
  readonly #onClose: () => void;

  /** `onClose` is called once, whoever ends the stream. */
  constructor(onClose: () => void) {
    this.#onClose = onClose;
    this.body = new ReadableStream(
      {
        start: (controller) => {
          this.#controller = controller;
        },
        cancel: () => this.#closed(),
      },
      { highWaterMark: mostWaiting },
    );
  }

  /** `data` without line ends. A browser that stopped reading is let go. */
  send(event: string, data: string): void {
    if (!this.#controller) return;
    if ((this.#controller.desiredSize ?? 0) <= 0) this.close();
    else this.#controller.enqueue(encoder.encode(`event: ${event}\ndata: ${data}\n\n`));
  }

  close(): void {
    const controller = this.#controller;
    this.#closed();
    controller?.close();
  }

  #closed(): void {
    if (!this.#controller) return;
    this.#controller = undefined;
    this.#onClose();
  }
}
