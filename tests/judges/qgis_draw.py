"""Runs inside the Python of QGIS: draws squares of one layer with its stored style.

Arguments: a file and a layer. Standard input: JSON list of [x, y, side in metres]. Standard
output: JSON with the renderer, labels of fields, and per square its pixels as [r, g, b].
"""

import json
import sys

from qgis.core import (
    QgsApplication,
    QgsMapRendererSequentialJob,
    QgsMapSettings,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QColor

PIXELS = 48


def pixels(layer, x, y, side):
    settings = QgsMapSettings()
    settings.setLayers([layer])
    settings.setDestinationCrs(layer.crs())
    settings.setBackgroundColor(QColor("#FFFFFF"))
    settings.setOutputSize(QSize(PIXELS, PIXELS))
    settings.setOutputDpi(96)
    settings.setExtent(QgsRectangle(x - side / 2, y - side / 2, x + side / 2, y + side / 2))
    job = QgsMapRendererSequentialJob(settings)
    job.start()
    job.waitForFinished()
    image = job.renderedImage()
    colours = (QColor(image.pixel(i, j)) for i in range(PIXELS) for j in range(PIXELS))
    return [(c.red(), c.green(), c.blue()) for c in colours]


def words(layer, name):
    index = layer.fields().indexOf(name)
    widget = layer.editorWidgetSetup(index)
    return {"alias": layer.attributeAlias(index), "widget": widget.type(), **widget.config()}


def judged(path, name, squares):
    layer = QgsVectorLayer(f"{path}|layername={name}", name, "ogr")
    layer.setLabelsEnabled(False)
    return {
        "valid": layer.isValid(),
        "renderer": layer.renderer().type(),
        "notes": layer.customProperty("userNotes"),
        "fields": {field.name(): words(layer, field.name()) for field in layer.fields()},
        "squares": [pixels(layer, *square) for square in squares],
    }


application = QgsApplication([], False)
application.initQgis()
# The layer must be gone before QGIS is: it crashes otherwise.
json.dump(judged(*sys.argv[1:], json.load(sys.stdin)), sys.stdout)
application.exitQgis()
