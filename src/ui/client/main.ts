import "./style.css";
import "@hotwired/turbo";
import { Application } from "@hotwired/stimulus";
import { ExitController } from "./exit.ts";
import { LookController } from "./look.ts";
import { PopupController } from "./popup.ts";
import { PreviewController } from "./preview.ts";
import { RefreshController } from "./refresh.ts";
import { WeekController } from "./week.ts";
import { ZoneController } from "./zone.ts";

const application = Application.start();
application.register("exit", ExitController);
application.register("look", LookController);
application.register("popup", PopupController);
application.register("preview", PreviewController);
application.register("refresh", RefreshController);
application.register("week", WeekController);
application.register("zone", ZoneController);
