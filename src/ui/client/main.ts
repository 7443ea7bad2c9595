import "@fontsource-variable/figtree";
import "./style.css";
import "@hotwired/turbo";
import { Application } from "@hotwired/stimulus";
import { LookController } from "./look.ts";
import { PreviewController } from "./preview.ts";

const application = Application.start();
application.register("look", LookController);
application.register("preview", PreviewController);
