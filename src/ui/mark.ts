import heart from "lucide-static/icons/heart-handshake.svg?raw";

/** The mark in a browser's tab, readable on light and dark. */
export const mark: string = heart
  .replace(/<!--.*?-->/s, "")
  .replace(
    /class="[^"]*"/,
    'style="color-scheme: light dark; color: #1d5c50; color: light-dark(#1d5c50, #8fd3c0)"',
  )
  .trim();
