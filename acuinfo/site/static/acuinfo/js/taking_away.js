// Printing and sharing. Without this script "Print" is a link to the page itself and "Share" one to a new mail.
"use strict";
(() => {
  const said = document.querySelector(".page-tools__said");

  async function share(link) {
    const { share: url, title, copied } = link.dataset;
    if (navigator.share) return navigator.share({ title, url });
    await navigator.clipboard.writeText(url);
    said.textContent = copied;
  }

  document.querySelector("[data-print]")?.addEventListener("click", (event) => {
    event.preventDefault();
    window.print();
  });

  const link = document.querySelector("[data-share]");
  if (!navigator.share && !navigator.clipboard) return; // the link goes on to the mail
  link?.addEventListener("click", async (event) => {
    event.preventDefault();
    try {
      await share(link);
    } catch (error) {
      if (error.name !== "AbortError") location.href = link.href;
    }
  });
})();
