/** Pixels after which a press of the mouse is a drag. */
const MOUSE_SLOP = 5;
/** A finger that rests this long lifts the card; one that moves further than this before scrolls. */
const LONG_PRESS_MS = 300;
const TOUCH_SLOP = 10;
/** Width of the edges at which lists and board scroll by themselves, and pixels a frame. */
const EDGE = 56;
const SPEED = 14;

export interface PointerDragOptions {
  /** Whether cards can be moved now. */
  isEnabled: () => boolean;
  onLift: (itemId: string) => void;
  /** Called once a frame with the element under the pointer and its height on screen. */
  onOver: (under: Element | null, clientY: number) => void;
  onDrop: () => void;
  onCancel: () => void;
}

interface Press {
  card: HTMLElement;
  pointerId: number;
  startX: number;
  startY: number;
  x: number;
  y: number;
  timer: number | undefined;
}

/**
 * Dragging of elements with `data-card` inside `root`, by mouse and pen at once, by touch after a long press or on
 * `data-handle`. Nothing is drawn by React while the pointer moves: a copy of the card follows it. Returns the way to stop.
 */
export function attachPointerDrag(root: HTMLElement, options: PointerDragOptions): () => void {
  let press: Press | undefined;
  let ghost: HTMLElement | undefined;
  let frame = 0;

  const lift = () => {
    if (!press || ghost) return;
    window.clearTimeout(press.timer);
    const { card, pointerId } = press;
    ghost = ghostOf(card);
    document.body.append(ghost);
    root.dataset.lifted = '';
    root.setPointerCapture(pointerId);
    options.onLift(card.dataset.card ?? '');
    frame = requestAnimationFrame(follow);
  };

  const follow = () => {
    if (!press || !ghost) return;
    const { x, y, startX, startY } = press;
    ghost.style.transform = `translate(${x - startX}px, ${y - startY}px) rotate(1.5deg)`;
    const under = document.elementFromPoint(x, y);
    scrollAtEdges(root, under, x, y);
    options.onOver(under, y);
    frame = requestAnimationFrame(follow);
  };

  const end = (finish?: () => void) => {
    if (!press) return;
    window.clearTimeout(press.timer);
    window.removeEventListener('pointermove', onMove);
    window.removeEventListener('pointerup', onUp);
    window.removeEventListener('pointercancel', onCancel);
    window.removeEventListener('keydown', onKey, true);
    cancelAnimationFrame(frame);
    press = undefined;
    if (!ghost) return;
    ghost.remove();
    ghost = undefined;
    delete root.dataset.lifted;
    // The click that follows the drop opens nothing.
    window.addEventListener('click', swallow, { capture: true, once: true });
    window.setTimeout(() => window.removeEventListener('click', swallow, true));
    finish?.();
  };

  const onDown = (event: PointerEvent) => {
    const target = event.target as Element;
    const card = target.closest<HTMLElement>('[data-card]');
    if (press || event.button !== 0 || !card || target.closest('[data-no-drag]') || !options.isEnabled()) return;
    const { pointerId, clientX: x, clientY: y } = event;
    const waits = event.pointerType === 'touch' && !target.closest('[data-handle]');
    const timer = waits ? window.setTimeout(lift, LONG_PRESS_MS) : undefined;
    press = { card, pointerId, startX: x, startY: y, x, y, timer };
    window.addEventListener('pointermove', onMove);
    window.addEventListener('pointerup', onUp);
    window.addEventListener('pointercancel', onCancel);
    window.addEventListener('keydown', onKey, true);
  };

  const onMove = (event: PointerEvent) => {
    if (!press || event.pointerId !== press.pointerId) return;
    press.x = event.clientX;
    press.y = event.clientY;
    if (ghost) return;
    const distance = Math.hypot(press.x - press.startX, press.y - press.startY);
    if (press.timer === undefined) {
      if (distance > MOUSE_SLOP) lift();
    } else if (distance > TOUCH_SLOP) end();
  };

  const onUp = (event: PointerEvent) => {
    if (!press || event.pointerId !== press.pointerId) return;
    press.x = event.clientX;
    press.y = event.clientY;
    if (ghost) options.onOver(document.elementFromPoint(press.x, press.y), press.y);
    end(options.onDrop);
  };
  const onCancel = () => end(options.onCancel);
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !ghost) return;
    event.preventDefault();
    event.stopPropagation();
    end(options.onCancel);
  };
  // A lifted card is moved; the page below the finger is not scrolled and opens no menu.
  const onTouchMove = (event: TouchEvent) => {
    if (ghost && event.cancelable) event.preventDefault();
  };
  const onContextMenu = (event: Event) => {
    if (press?.timer !== undefined || ghost) event.preventDefault();
  };

  root.addEventListener('pointerdown', onDown);
  root.addEventListener('touchmove', onTouchMove, { passive: false });
  root.addEventListener('contextmenu', onContextMenu);
  return () => {
    end(options.onCancel);
    root.removeEventListener('pointerdown', onDown);
    root.removeEventListener('touchmove', onTouchMove);
    root.removeEventListener('contextmenu', onContextMenu);
  };
}

function swallow(event: Event): void {
  event.preventDefault();
  event.stopPropagation();
}

/** A picture of the card that follows the pointer. */
function ghostOf(card: HTMLElement): HTMLElement {
  const { left, top, width, height } = card.getBoundingClientRect();
  const ghost = card.cloneNode(true) as HTMLElement;
  ghost.removeAttribute('data-card');
  ghost.setAttribute('aria-hidden', 'true');
  ghost.inert = true;
  Object.assign(ghost.style, {
    position: 'fixed',
    inset: 'auto',
    left: `${left}px`,
    top: `${top}px`,
    width: `${width}px`,
    height: `${height}px`,
    margin: '0',
    zIndex: '100',
    pointerEvents: 'none',
    willChange: 'transform',
    boxShadow: 'var(--overlay-shadow)',
  });
  return ghost;
}

/** Scrolls the column under the pointer, and the board, when the pointer is near their edges. */
function scrollAtEdges(root: HTMLElement, under: Element | null, x: number, y: number): void {
  const list = under?.closest<HTMLElement>('[data-cards]');
  if (list) {
    const { top, bottom: end } = list.getBoundingClientRect();
    // What floats over the end of the list while a card is moved covers its edge.
    const floor = root.parentElement?.querySelector('[data-strip]')?.getBoundingClientRect().top;
    const bottom = Math.min(end, floor ?? end);
    if (y < top + EDGE) list.scrollTop -= SPEED;
    else if (y > bottom - EDGE) list.scrollTop += SPEED;
  }
  const { left, right } = root.getBoundingClientRect();
  if (x < left + EDGE) root.scrollLeft -= SPEED;
  else if (x > right - EDGE) root.scrollLeft += SPEED;
}
